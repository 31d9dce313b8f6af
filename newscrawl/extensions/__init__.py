"""What watches over a whole run."""
