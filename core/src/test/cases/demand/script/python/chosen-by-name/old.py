import legacy
legacy.run()
