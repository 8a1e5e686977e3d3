"""The live matcher: which saved searches does this document meet?"""
