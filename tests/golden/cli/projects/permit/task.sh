# Prints the task that is open.
onething task list --as sun_hao --format json | sed -n 's/.*"task": "\(.*\)",/\1/p' | head -1
