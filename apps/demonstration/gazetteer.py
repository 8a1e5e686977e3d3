"""What people in the two invented towns call their places, as a list that any council could bring in."""

TARROWBRIDGE = """\
name,kind,other_names,is_common_word,parts
Tarrowbridge,town,The Bridge; Tarrow Bridge,no,
Nether Wick,ward,The Wick; Netherwick,no,
Over Wick,ward,,no,
Chapel Row,ward,,no,
Cooper's Yard,neighbourhood,The Yard; Coopers Yard,no,
Mill Lane,neighbourhood,The Lane,no,
Bridge Street,neighbourhood,,no,
St Wilfrid's,neighbourhood,St Wilf's,no,
Market,neighbourhood,Market Place,yes,
TB1,postcode,,no,
TB4,postcode,,no,
The two Wicks,set,,no,Nether Wick; Over Wick; TB4
"""
BRO_GWENNOL = """\
name,kind,other_names,is_common_word,parts
Bro Gwennol,town,Swallow Vale; Y Fro,no,
Abergwennol,town,Swallowmouth; Aber,no,
Llanfedwen,ward,Birchchurch,no,
Cwm Helyg,ward,Willow Valley; Y Cwm,no,
Pont Elin,ward,Elin's Bridge; Helen's Bridge,no,
Y Cei,neighbourhood,The Quay,no,
Y Sgwâr,neighbourhood,The Square,yes,
BG2,postcode,,no,
BG7,postcode,,no,
Glannau'r afon,set,Along the river,no,Abergwennol; Pont Elin; Cwm Helyg
"""
GAZETTEERS = {"tarrowbridge": TARROWBRIDGE, "bro-gwennol": BRO_GWENNOL}
