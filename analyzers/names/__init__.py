"""Written names, compared in pairs: is Daraa a spelling of Deraa?"""
