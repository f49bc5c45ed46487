"""Keyworkers and women's centres as limited resources: who is referred, waits, stays and is helped."""
