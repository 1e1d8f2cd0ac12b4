"""Speed, memory and quality: each benchmark is one command and prints its figures beside its floors and peers."""
