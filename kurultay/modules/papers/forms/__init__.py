"""What people fill in: files read apart from the rest, paragraphs and proposals to confirm, workbooks."""

OWN_PAGES = {"papers.take_in": "/spreadsheets/", "papers.take_over": "/spreadsheets/tracking"}
