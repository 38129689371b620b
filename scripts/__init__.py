"""Scripts 脚本: what the Makefile calls; nothing of the product itself."""
