"""Finding: one stream of tokens from any text, an index kept with every act, and questions asked of it in sight."""
