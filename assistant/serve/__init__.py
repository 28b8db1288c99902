"""The app in a browser: a server that gives each visitor a process and a folder of their own.

It stands on textual-serve for the terminal in the page and for the conversation with the process. What that library leaves open is
closed here: who may come (host and origin), how many, for how long, with what environment, and what files a process may touch.
"""
