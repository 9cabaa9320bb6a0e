import importlib, pkgutil
REG = {}
for _, name, _ in pkgutil.iter_modules(__path__):
    importlib.import_module("." + name, __name__)
