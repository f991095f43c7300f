"""What people fill in: files read apart from the rest, paragraphs and proposals to confirm, workbooks."""
