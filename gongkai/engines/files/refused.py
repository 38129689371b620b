"""The one exception of the package: a sentence for the person who handed the file in."""


class FileRefused(Exception):
    """Raised for a file that is not taken or cannot be worked on; `str()` is one Chinese sentence."""


class ReaderFailed(FileRefused):
    """The program that read the file crashed, or ran out of time or memory: a person must look at the file."""
