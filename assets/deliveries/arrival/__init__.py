"""First step: what lies in the folder becomes archived, registered deliveries with receipts."""
