const words = (text: string): string[] => text.trim().split(/\s+/);

/** Four in ten have accents. */
export const GIVEN_NAMES = words(`
  Adam Alan Alice Amanda Amy Andrew Angela Anna Anthony Arthur Barbara Ben Bernard Brenda Brian Carl Carla Caroline Charles Clara Claire
  Claudia Craig David Deborah Dennis Diana Donald Dorothy Edward Elena Elizabeth Emma Eric Ernst Eva Felicity Frank Fred George Gerald Grace
  Gregory Hans Harold Heather Heidi Helen Henry Ines Isabel Jack Jacob James Jane Jason Jennifer Jessica Jonathan Julia Karen Keith Kevin
  Larry Laura Lena Linda Lisa Louis Lucas Magnus Marc Maria Marina Mark Martha Martin Matthew Michael Monica Nancy Natalie Nicole Nora Oliver
  Oscar Pamela Patrick Paul Peter Philip Rachel Ralph Raymond Rebecca Richard Robert Roger Ruth Ryan Samuel Sandra Scott Sharon Simon Sophie
  Stephen Steven Susan Teresa Theodore Thomas Timothy Ursula Valerie Victor Victoria Virginia Walter Wendy William
  Aaron Adèle Agnieszka Aisha Alejandro Amélie Ana André Anika Antônia Asbjørn Astrid Ayşe Beatriz Bénédicte Björn Bogdan Božena Britta
  Carlos Cécile Chloé Christian Cristóbal Dagmar Daniel Désirée Dimitri Dóra Eiður Elif Éloïse Emre Erzsébet Eszter Fatima Félix François
  Françoise Frédéric Gábor Gaël Giulia Göran Grażyna Hannah Hélène Ian Inès Ingrid Irena İlker Jan Jana Jiří Joanna João Johanna José Jürgen
  Kai Karl Katarzyna Ken Kimberly Kyösti Lars Léa Łukasz Lucía Maja Malgorzata Manuel Marek María Márton Matěj Mélanie Michał Miguel Mónica
  Nadia Niamh Noël Núria Oğuz Olga Óscar Otto Pär Paweł Pedro Petra Pia Rafał Ramón Renée Róisín Rosa Sanjay Sara Séamus Şebnem Siân Silvia
  Sofía Søren Stanisław Thérèse Tomás Ulf Václav Vera Vítor Wei Yara Yusuf Zoë Zsófia`);

/** Half of them have accents. */
export const SURNAMES = words(`
  Adams Allen Anderson Bailey Baker Barnes Becker Bell Bennett Berg Bianchi Blake Boyd Braun Brooks Burke Butler Campbell Carter Clark Coleman
  Collins Cooper Costa Cox Crawford Dean Dixon Duncan Evans Fiore Fisher Fleming Ford Foster Franke Fraser Gardner Gibson Graham Grant Gray
  Greco Green Griffin Haas Hall Hamilton Harris Hart Hayes Henderson Hill Hoffmann Holmes Howard Hughes Hunt Jackson Jacobs James Jenkins
  Johnson Jones Keller Kelly Kennedy King Klein Knight Kramer Lambert Lang Lawson Lee Lewis Logan Long Lopez Mancini Marino Marsh Martin Mason
  Meyer Miller Mills Mitchell Moore Morgan Morris Murphy Murray Nelson Newman Owen Palmer Parker Patel Perry Peters Phillips Porter Powell
  Price Quinn Reed Reid Ricci Richards Roberts Robinson Rogers Rossi Russell Schmidt Schneider Schulz Scott Shaw Silva Simon Singh Stewart
  Stone Taylor Turner Vogt Wagner Walker Ward Watson Weber West White Williams Wilson Wolf Wood Young
  Abbott Ackermann Åkesson Alcántara Andersen Ångström Araújo Arslan Bachmann Bañuelos Barão Bauer Béranger Bergström Błaszczyk Bjørnson
  Boučková Brännström Brown Çelik Černý Châtelain Chen Cortés Cruz Dąbrowska Davies Demir Díaz Dobrý Doğan Domínguez Dubois Dvořák Eklund
  Ellis Engström Erdoğan Fábián Fernández Ferreira Fischer Fleißner Fournier Frânculescu Gagné García Geißler Gómez Gonçalves Gößling
  Grønning Guðmundsson Günther Hakimi Håkansson Hämäläinen Hansen Hernández Höfer Horváth Hübner Ibáñez Ivanov Jääskeläinen Jansen Jiménez
  Jóhannsdóttir Jørgensen Kaczyński Kapoor Kärkkäinen Kim Köhler Kováč Kowalczyk Krüger Kučera Kuznetsov Lefèvre Lehtonen Lévesque Lindström
  López Łukaszewicz Mäkinen Márquez Martínez Meißner Méndez Messner Mikkelsen Miłosz Moreno Müller Muñoz Myer Nagy Navrátil Nguyễn Niño
  Nováková Núñez O'Brien O'Súilleabháin Ödegård Öhman Oliveira Ørsted Öztürk Pålsson Pavlović Peña Pérez Petrović Pfäffli Piątek Pokorný
  Poulsen Quiñones Råberg Ramírez Rasmussen Reyes Řezníček Rodríguez Rößler Ruiz Šafář Sánchez Santos Schäfer Schröder Şahin Sáez Sigurðsson
  Šimůnek Sjöberg Smith Søndergaard Sørensen Souza Świątek Szabó Takács Téllez Thériault Thompson Török Tóth Tremblay Ünal Urquídez Václavík
  Vähäsalo Varga Vásquez Veselý Villaseñor Virtanen Vogel Wałęsa Weiß Westergård Wójcik Wright Xu Yáñez Yılmaz Zając Železný Zieliński Zúñiga`);

export const CITIES = words(`
  Redmond Atlanta Berlin Boston Chicago Dallas Denver Hamburg London Madrid Milano Oslo Paris Praha Roma Seattle Stockholm Tokyo Toronto Wien Zürich München Köln Genève Malmö Göteborg Århus Tromsø Łódź Kraków Plzeň Brno Győr Pécs İzmir Ankara Lisboa Porto Málaga
  Cádiz Córdoba Montréal Québec Reykjavík Jyväskylä Oulu Dublin Galway Cardiff Leeds Lyon Besançon Liège Gent Utrecht Bangalore Singapore`);

export const DEPARTMENTS = words(`
  Accounting Beschaffung Compliance Controlling Customers Desarrollo Engineering Facilities Finance Formazione IT Legal Logistics Marketing
  Manufacturing Operations Personal Planning Qualität Recherche Research Sales Security Strategy Support Training Treasury Translation`);

export const TITLES = [
  'Analyst',
  'Architect',
  'Assistant',
  'Chargé de mission',
  'Consultant',
  'Director',
  'Engineer',
  'Geschäftsführer',
].concat([
  'Manager',
  'Präsident',
  'Programme Manager',
  'Senior Engineer',
  'Specialist',
  'Técnico',
  'Trader',
  'Vice President',
]);

export const COMPANIES = [
  'Fabrikam Inc.',
  'Fabrikam Deutschland GmbH',
  'Fabrikam España S.A.',
  'Fabrikam Société Générale',
  'Fabrikam Türkiye A.Ş.',
];
