"""Changes of a page's source that leave what it says alone; see `benchmarks.metamorphic`."""
