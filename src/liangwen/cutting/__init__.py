"""jieba's dictionary, cutting and counting in arrays of numbers."""
