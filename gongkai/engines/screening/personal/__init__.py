"""Personal data 个人信息: numbers, addresses and names that point at one person; not what to do about them."""
