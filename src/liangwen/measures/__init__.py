"""Numbers in, numbers out: every estimate that a table or a figure of liangwen shows.

Nothing here reads a file or draws. Arguments are numbers, NumPy arrays or columns of a frame, and
broadcast; a scalar in is a scalar out. Import the module that the question belongs to:

=================  ===============================================================================
module             question
=================  ===============================================================================
``keyness``        one row a term: all numbers of the keyness table at once
``significance``   is a difference more than chance? (G2, chi², Fisher, BIC)
``effect_sizes``   how large is it? (log ratio, LRC, %DIFF, Simple Maths, odds ratio)
``log_odds``       weighted log-odds with a Dirichlet prior
``multiplicity``   many tests at once (Benjamini–Hochberg, Holm)
``dispersion``     how evenly is a word spread over the parts?
``association``    which words stand together? (PMI … ΔP, Jaccard)
``new_words``      is a string a word? (freedom and aggregation)
``rates``          hits per 10,000: intervals within one text, across texts, of a ratio
``placement``      where does one text stand among ten or more?
``rate_models``    pooled rates and shrinkage (Poisson, negative binomial, Gamma–Poisson)
``intervals``      shares with their intervals; the exact bootstrap
``contingency``    a table of counts: residuals, location quotients, log odds against the rest
``correspondence`` correspondence analysis
``agreement``      two coders, or a system and the truth (kappa, precision and recall)
=================  ===============================================================================
"""
