"""What commands print: tables and trees for people, JSON for programs."""
