"""Keyworkers and women's centres as limited resources: who is referred where, how long they wait, stay and are helped."""
