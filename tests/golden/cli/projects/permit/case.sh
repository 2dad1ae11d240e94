# Prints the number of the only case.
onething case list --as sun_hao --format json | sed -n 's/.*"case": "\(.*\)",/\1/p' | head -1
