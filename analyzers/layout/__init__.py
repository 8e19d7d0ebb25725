"""What of a dispatch is not prose: header, dateline, trailer, with the date and source they give."""
