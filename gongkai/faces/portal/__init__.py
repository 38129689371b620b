"""Portal 门户: the public pages; everything here is readable by everybody and changes nothing."""
