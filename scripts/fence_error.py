"""What is wrong within a fence that we draw."""


class FenceError(ValueError):
    """A sentence about a line of a fence; its first line is 1."""

    def __init__(self, line: int, sentence: str):
        super().__init__(f"line {line} of the fence: {sentence}")
        self.line, self.sentence = line, sentence
