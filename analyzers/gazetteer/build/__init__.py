"""The tables that are made from packages of others: countries, provinces and cities of the world.

Only who makes them again runs this, with the development dependencies and an unpacked CLDR (``__main__``). Not here: the tables
written by hand, which are the others.
"""
