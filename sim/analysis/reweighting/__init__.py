"""What would come out if a number were drawn otherwise, told from the replications at hand: each counts for as much as
it is likelier then. Importance sampling: Hammersley & Handscomb (1964), Monte Carlo Methods, section 5.4.
"""
