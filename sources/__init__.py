"""Where documents come from: office sites, folders and web archives."""
