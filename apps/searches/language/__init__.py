"""The search language: one tokeniser, one tree, two executions. No Django below this line."""
