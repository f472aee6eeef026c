"""Write the tables in the forms that other programs read, each as much of the record as it holds.

Here stand the request (`request`), what is written (`part`, `contents`), how it is told (`notes`,
`names`, `coding`, `keys`), where it goes (`target`), and one module a format.
"""
