"""From a home page to the pages and documents that carry direction, and what is known of sources."""
