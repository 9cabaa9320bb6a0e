import json, pkgutil
URL = json.loads(pkgutil.get_data(__package__, "data.json").decode())["inner"]
