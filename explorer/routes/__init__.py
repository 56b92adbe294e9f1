"""The pages, a module each: what a request asks for, read from the snapshot, put into a template."""
