"""Fourth step: the verdict becomes accepted rows in the store and an answer beside the city's folder."""
