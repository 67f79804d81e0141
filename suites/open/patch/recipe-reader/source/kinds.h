/* The kinds of element, and the bytes a name has room for. Programs that write recipes use them too. */
enum { GROUP = V_GROUP, NAME = V_NAME, STEP = V_STEP, AMOUNT = V_AMOUNT };
enum { NAME_BYTES = V_NAME_BYTES };
