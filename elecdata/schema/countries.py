"""Countries by the codes of ISO 3166-1, under the names they are commonly called by in English."""

from __future__ import annotations

# Two codes are of those that ISO leaves to users: XKX, in wide use for Kosovo, and XXX, under which
# sheets can be tried out.
_LINES = """
aw ABW Aruba
af AFG Afghanistan
ao AGO Angola
ai AIA Anguilla
ax ALA Åland Islands
al ALB Albania
ad AND Andorra
ae ARE United Arab Emirates
ar ARG Argentina
am ARM Armenia
as ASM American Samoa
aq ATA Antarctica
tf ATF French Southern Territories
ag ATG Antigua and Barbuda
au AUS Australia
at AUT Austria
az AZE Azerbaijan
bi BDI Burundi
be BEL Belgium
bj BEN Benin
bq BES Bonaire, Sint Eustatius and Saba
bf BFA Burkina Faso
bd BGD Bangladesh
bg BGR Bulgaria
bh BHR Bahrain
bs BHS Bahamas
ba BIH Bosnia and Herzegovina
bl BLM Saint Barthélemy
by BLR Belarus
bz BLZ Belize
bm BMU Bermuda
bo BOL Bolivia
br BRA Brazil
bb BRB Barbados
bn BRN Brunei
bt BTN Bhutan
bv BVT Bouvet Island
bw BWA Botswana
cf CAF Central African Republic
ca CAN Canada
cc CCK Cocos Islands
ch CHE Switzerland
cl CHL Chile
cn CHN China
ci CIV Ivory Coast
cm CMR Cameroon
cd COD DR Congo
cg COG Republic of the Congo
ck COK Cook Islands
co COL Colombia
km COM Comoros
cv CPV Cabo Verde
cr CRI Costa Rica
cu CUB Cuba
cw CUW Curaçao
cx CXR Christmas Island
ky CYM Cayman Islands
cy CYP Cyprus
cz CZE Czechia
de DEU Germany
dj DJI Djibouti
dm DMA Dominica
dk DNK Denmark
do DOM Dominican Republic
dz DZA Algeria
ec ECU Ecuador
eg EGY Egypt
er ERI Eritrea
eh ESH Western Sahara
es ESP Spain
ee EST Estonia
et ETH Ethiopia
fi FIN Finland
fj FJI Fiji
fk FLK Falkland Islands
fr FRA France
fo FRO Faroe Islands
fm FSM Micronesia
ga GAB Gabon
gb GBR United Kingdom
ge GEO Georgia
gg GGY Guernsey
gh GHA Ghana
gi GIB Gibraltar
gn GIN Guinea
gp GLP Guadeloupe
gm GMB Gambia
gw GNB Guinea-Bissau
gq GNQ Equatorial Guinea
gr GRC Greece
gd GRD Grenada
gl GRL Greenland
gt GTM Guatemala
gf GUF French Guiana
gu GUM Guam
gy GUY Guyana
hk HKG Hong Kong
hm HMD Heard Island and McDonald Islands
hn HND Honduras
hr HRV Croatia
ht HTI Haiti
hu HUN Hungary
id IDN Indonesia
im IMN Isle of Man
in IND India
io IOT British Indian Ocean Territory
ie IRL Ireland
ir IRN Iran
iq IRQ Iraq
is ISL Iceland
il ISR Israel
it ITA Italy
jm JAM Jamaica
je JEY Jersey
jo JOR Jordan
jp JPN Japan
kz KAZ Kazakhstan
ke KEN Kenya
kg KGZ Kyrgyzstan
kh KHM Cambodia
ki KIR Kiribati
kn KNA Saint Kitts and Nevis
kr KOR South Korea
kw KWT Kuwait
la LAO Laos
lb LBN Lebanon
lr LBR Liberia
ly LBY Libya
lc LCA Saint Lucia
li LIE Liechtenstein
lk LKA Sri Lanka
ls LSO Lesotho
lt LTU Lithuania
lu LUX Luxembourg
lv LVA Latvia
mo MAC Macao
mf MAF Saint Martin
ma MAR Morocco
mc MCO Monaco
md MDA Moldova
mg MDG Madagascar
mv MDV Maldives
mx MEX Mexico
mh MHL Marshall Islands
mk MKD North Macedonia
ml MLI Mali
mt MLT Malta
mm MMR Myanmar
me MNE Montenegro
mn MNG Mongolia
mp MNP Northern Mariana Islands
mz MOZ Mozambique
mr MRT Mauritania
ms MSR Montserrat
mq MTQ Martinique
mu MUS Mauritius
mw MWI Malawi
my MYS Malaysia
yt MYT Mayotte
na NAM Namibia
nc NCL New Caledonia
ne NER Niger
nf NFK Norfolk Island
ng NGA Nigeria
ni NIC Nicaragua
nu NIU Niue
nl NLD Netherlands
no NOR Norway
np NPL Nepal
nr NRU Nauru
nz NZL New Zealand
om OMN Oman
pk PAK Pakistan
pa PAN Panama
pn PCN Pitcairn
pe PER Peru
ph PHL Philippines
pw PLW Palau
pg PNG Papua New Guinea
pl POL Poland
pr PRI Puerto Rico
kp PRK North Korea
pt PRT Portugal
py PRY Paraguay
ps PSE Palestine
pf PYF French Polynesia
qa QAT Qatar
re REU Réunion
ro ROU Romania
ru RUS Russia
rw RWA Rwanda
sa SAU Saudi Arabia
sd SDN Sudan
sn SEN Senegal
sg SGP Singapore
gs SGS South Georgia and the South Sandwich Islands
sh SHN Saint Helena, Ascension and Tristan da Cunha
sj SJM Svalbard and Jan Mayen
sb SLB Solomon Islands
sl SLE Sierra Leone
sv SLV El Salvador
sm SMR San Marino
so SOM Somalia
pm SPM Saint Pierre and Miquelon
rs SRB Serbia
ss SSD South Sudan
st STP Sao Tome and Principe
sr SUR Suriname
sk SVK Slovakia
si SVN Slovenia
se SWE Sweden
sz SWZ Eswatini
sx SXM Sint Maarten
sc SYC Seychelles
sy SYR Syria
tc TCA Turks and Caicos Islands
td TCD Chad
tg TGO Togo
th THA Thailand
tj TJK Tajikistan
tk TKL Tokelau
tm TKM Turkmenistan
tl TLS Timor-Leste
to TON Tonga
tt TTO Trinidad and Tobago
tn TUN Tunisia
tr TUR Türkiye
tv TUV Tuvalu
tw TWN Taiwan
tz TZA Tanzania
ug UGA Uganda
ua UKR Ukraine
um UMI United States Minor Outlying Islands
uy URY Uruguay
us USA United States
uz UZB Uzbekistan
va VAT Vatican City
vc VCT Saint Vincent and the Grenadines
ve VEN Venezuela
vg VGB British Virgin Islands
vi VIR United States Virgin Islands
vn VNM Vietnam
vu VUT Vanuatu
wf WLF Wallis and Futuna
ws WSM Samoa
xk XKX Kosovo
xx XXX Country made up, for practice
ye YEM Yemen
za ZAF South Africa
zm ZMB Zambia
zw ZWE Zimbabwe
"""

COUNTRIES: dict[str, str] = {
    line.split(maxsplit=2)[1]: line.split(maxsplit=2)[2] for line in _LINES.split("\n") if line
}
ALPHA_2: dict[str, str] = {
    line.split(maxsplit=2)[0]: line.split(maxsplit=2)[1] for line in _LINES.split("\n") if line
}
