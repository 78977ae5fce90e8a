"""The shape of every file, as pydantic documents. The JSON Schemas are generated from them."""
