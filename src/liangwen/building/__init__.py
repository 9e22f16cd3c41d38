"""Build the store: seeds to rows in batches, rows to shards, and the new store for the old one.

===============  ==================================================================================
module           what it does
===============  ==================================================================================
``plan``         what has changed since the last build, and what therefore must be done
``batches``      a batch of seeds to rows, beside the store; runs in any process
``columns``      articles to columns of each dataset
``spill``        the rows of a batch on disk: whole or not there
``sources``      where the rows of each article lie: in the old store or in a batch
``copies``       which article is another's reprint, over all of them
``merge``        the shards of the new store
``swap``         the lock, and the exchange of the old store for the new one
``workers``      in this process, in several, or on a cluster
``cluster``      a Dask cluster: whether its workers can do it, and what it means when they are gone
``bring``        seeds and store of other file systems, copied here
``publish``      a store that lies elsewhere: new files first, the one that names them last
``remote_lock``  one build at a time there
``run``          all of it in order
===============  ==================================================================================
"""
