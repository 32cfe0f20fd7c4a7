"""Stage 3: accepted rows become indicator values, each with its status, doubt and origin."""
