"""Which days a meaning covers, given the day it is resolved against."""
