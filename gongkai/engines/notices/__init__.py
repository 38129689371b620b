"""Notices 通知: what officers and subscribers are told, once each, and how; not what is owed (engines/duties).

`stages` and `quiet` are pure: when a reminder comes, and when it may go out. `sweep` finds whom it has come for.
`subscription`, `subscribing` and `news` tell readers outside what changed of what they follow.
"""
