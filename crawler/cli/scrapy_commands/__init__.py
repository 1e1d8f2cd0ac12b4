"""Scrapy's own commands, where congtin's ends are clearer than Scrapy's; named in the settings."""
