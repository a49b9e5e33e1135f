"""Teaching: a few examples of a user's own actions become a model.

The backbone stays as it is. Examples become embeddings once; a small head is trained on them in a
moment, says how sure it may be, and calls what is like none of its examples 'nothing'.
"""
