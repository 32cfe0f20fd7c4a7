"""How it runs: definitions, partitions, jobs, settings, command line. The only package that may import everything."""
