"""The women, and what happens next to them: one module a stage, one small function a state."""
