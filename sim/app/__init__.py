"""Pages that answer while one looks: what if, draft a text, take a seat, and what was kept.

    subjects     the scenarios named on the command line
    asking       what a link asks: a scenario with changes, a seed
    playing      replications in chunks, dealt fairly, those that nobody waits for any more left out
    whatif       sliders, switches, and the answer beside the base
    draft        who would sign a text, and what would make more sign
    seat         a place at the table: a game is a function of its moves
    rooms        several people at one table
    gallery      what was kept, as columns of a comparison
    guard        who may ask
    replies      the forms of an answer
    server       every link, behind the guard

Starlette and uvicorn are imported here and nowhere else.
"""
