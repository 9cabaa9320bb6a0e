require_relative 'inner/deep'
FOUND = 'found.example'
