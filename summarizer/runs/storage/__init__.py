"""What lies beyond this machine, in object stores: inputs that are read there, run folders that are copied there."""
