from weather import fetch
def run():
    print "weather", fetch()
