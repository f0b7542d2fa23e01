"""The pages, a module for each subject: it reads the request, makes one call to the store, and fills a template."""
