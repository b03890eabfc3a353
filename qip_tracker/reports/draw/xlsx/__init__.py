"""Tables that leave the house: workbooks and comma separated text."""
