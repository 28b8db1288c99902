"""The French words by which a sentence chooses, denies, doubts or does without, folded; only lists stand here."""

import re

from assistant.reading.words import MONTH, YES_NO_RESERVES

_ANOTHER = r"autres? (?:projet|dossier|appel|action)s?|precedent\w*|an dernier|annee derniere|a l'epoque|autrefois"
ANOTHER = re.compile(rf"\b(?:{_ANOTHER})\b")
"""What tells of another project or of another time."""
RESERVES = re.compile(
    rf"{YES_NO_RESERVES}|\b(?:oui|non|sans|refus\w*|pourr\w+|devr\w+|voudr\w+|aimer\w+|esper\w+|souhait\w+"
    r"|plus tard|demain|bientot|prochain\w*|instant|moment|contraire|moitie|mal|peine|seulement|uniquement|recent\w*|debut|commencer"
    r"|faut|faudra|reste|trop|doit|va|vont|allons|sera|seront|serons|autre chose|vu que|ce (?:que|qu'|qui)"
    r"|quand|lorsqu\w*|des qu\w*|une fois"
    r"|[a-z]+e(?:rait|raient|rions)|(?:au|sau|i|vien|tien)(?:d?rait|d?raient|d?rions)|attend\w*|demand\w+"
    r"|pour (?:l'|les? |la |leur |lui )?(?:contacter|rencontrer|appeler|voir|solliciter|utiliser|citer|ecrire|parler)"
    rf"|de principe|{_ANOTHER})\b"
)
"""What keeps a sentence without yes or no from saying yes: « on aimerait la signer », « c'est tout pour l'instant »."""
_NOTHING = r"rien|(?<!une )(?<!en )personne|nulle?|point|guere|ne|n(?= [a-z])"
"""What denies in any sentence, « ne » first of all; in « Cerfa n° 12156 » it does not."""
NEGATION = re.compile(rf"\b(?:pas|ni|non|aucune?|jamais|sauf|hors|{_NOTHING})\b")
DENIAL = re.compile(rf"\b(?:pas|ni|non|aucune?|jamais|sans|{_NOTHING})\b")
DENIED = re.compile(r"\bn(?:e)? (?:[a-z]+ ){0,4}(?:pas|jamais|plus|rien|point|personne|aucune?)\b")
"""What denies the whole clause that it stands in, after what it names too: « la ville ne porte pas le projet »."""
REFUSED = re.compile(
    r"^ (?:mais |et |malheureusement |helas )*(?:(?:surement |vraiment |toujours )?(?:non|pas|jamais|point)"
    r"(?: (?:encore|du tout|vraiment|trop|tellement|forcement|toujours|tout|sur|certain|pret|(?:pour )?(?:instant|moment)|a ce)\b.*)?"
    r"|(?:est |y est |sont )?(?:contre|opposee?s?|hostiles?|reticente?s?|a convaincre)\b.*) *$"
)
"""What comes after a name and takes it back: « le conseil, non », « le conseil pas encore »."""
OPPOSES = re.compile(r"\b(?:refus|rejet|repouss|ajourn|abst[ie]|hesit|retir|oppos|retic|hostil)\w*|\b(?:contre|convaincre)\b")
"""What somebody does who is named and is not for it: « le conseil s'abstient »."""
LEFT_OUT = re.compile(
    r"\b(?:sans|hors|sauf|plutot|lieu|place|faute|defaut)\b[^|]*\|"
    r"|\b(?:avant|apres) (?:le |la |un |une |l )?(?:accord|vote|validation|avis|decision|deliberation|reunion)\b"
    r"|\| (?:[a-z]+ ){0,2}?(?:injoignables?|absente?s?|muette?s?|silence|dit non|disent non"
    r"|en (?:cours|redaction|preparation|projet|discussion|attente))\b"
)
"""What names somebody to leave him out, or what is not there yet: « sans le conseil », « protocole en rédaction »."""
LATER = re.compile(r"\ba (?:[a-z]+ )?[a-z]{2,}(?:er|ir|re)\b|\ben (?:projet|cours|attente)\b")
"""What is still to be done: « à signer », « à confirmer », « en projet »."""
PAST = re.compile(r"\b(?:a|ai|ont|avons|c'est|sont|est) (?:[a-z]+ )?[a-z]+(?:e|ee|es|ees|u|ue|us|i|ie|is|it|ts)\b")
"""What is told as done: « on a vu le rectorat en mars »."""
NEITHER_OF = re.compile(
    r" (?:non |on (?:n )?a (?:vu |contacte |approche |rencontre )?)?(?:ni|aucune?|pas) \|(?: (?:et |ni |pas )+\|)*"
    r"(?: (?:pour (?:instant|moment)|encore|a ce (?:jour|stade)|du tout))* "
)
"""The words around names that are all denied: « ni le rectorat ni l'ARS pour l'instant »."""
AGREES = re.compile(
    r"(?:(?:et|bien|deja|mais|tous|toutes|les deux) )*(?:oui(?: aussi)?|aussi|egalement|bien (?:sur|entendu)|evidemment|d'accord|ok|a fond"
    r"|tout a fait|absolument|c'est (?:fait|acquis|sur)|a l'unanimite|sans (?:probleme|souci|reserve|hesiter|hesitation))"
)
"""What only confirms a choice that is named beside it: « le maire, oui »."""
WAITS = re.compile(
    r"(?:(?:on|nous) (?:le )?(?:depos|transmet|envo|demarr|commenc|lanc)[a-z]* )?(?:seulement |juste )?"
    r"(?:des|aussitot|une fois|lorsqu[e']?|quand|apres|au retour d[eu']?)\b[^0-9]*"
)
"""A day that waits for something: « dès que le maire rentre de congés »."""
EITHER = re.compile(r"\b(?:ou|soit|peut-etre|possible|eventuellement)\b")
"""What leaves open what is named after « on ne sait pas »."""
LEANS = re.compile(r"\b(?:oui|non|surement|plutot|sans doute|probablement|peut-etre|mais|a priori|certainement)\b")
"""What leans to an answer after « on ne sait pas »."""
WILL = re.compile(
    r"\b(?:on|nous|je|il|elle|ils|elles) (?:(?:les|le|la|leur|lui|en|y|nous) |l')*[a-z]+(?:ra|rai|rons|ront)\b"
    r"|\bprev(?:u|us|ue|ues|oi\w*)\b"
)
"""What is still to come: « on les verra », « c'est prévu »."""
DENIES = re.compile(r"(?:jamais|aucune?|pas|rien|sans|non)\b")
"""How a name begins that denies by itself."""
CONCORD = re.compile(r"\b(?:n|ne|ni|personne|aucune?|nulle?|rien)\b")
"""What only agrees with a name that denies by itself: « ni l'une ni l'autre n'a jamais été lauréate »."""
EXCEPT = re.compile(r"\b(?:sauf|hormis|excepte|exception)\b")
BUT = re.compile(r"\bmais\b(?=[^.;]*\b(?:pas|ne|n'|rien|jamais|manque|reste|autres?|seulement)(?![a-z]))([^.;]*)")
"""A reserve: « oui, mais pas signé »."""
CONDITION = re.compile(
    r"(?:^(?:et |mais )?|(?<!meme)(?<!comme)(?<=[\w,;(]) )(?:si (?!bien\b|tot\b|,)|s'ils? )"
    r"|\b(?:pourvu qu|a condition|sous (?:la )?(?:seule )?reserve|a moins qu|quitte a|(?:des|aussitot) qu[e'])"
)
"""« la ville si le conseil vote »; « même si » is none."""
SUPPOSED = re.compile(
    r"\b(?:presque|quasi|quasiment|peut etre|sans doute|probablement|a moitie|en partie|partiellement|je (?:crois|pense|suppose)"
    r"|me semble|sauf erreur|a priori|normalement|en principe|dev(?:ait|aient|rait|raient)|pourrai\w*"
    r"|voudr(?:ait|ions|ais)|aimer(?:ait|ions)"
    r"|(?:on|nous|il|elle|ils|elles|ca|ce) (?:(?:en|y|se|nous|leur|lui) )*[a-z]+(?:rait|rions|raient)"
    r"|(?:on|nous|je|elle|il) (?:esper(?:e|ons)|souhait(?:e|ons))|si possible|idealement)\b"
    r"|\| (?:(?:en|y|se|nous|leur|lui|les|le) )*(?!(?:re|por|ex|at)?trait\b)[a-z]+(?:rait|raient)\b"
)
"""What leaves the choice that it is said of in doubt: « presque prêt », « la ville, peut-être »."""
ALONGSIDE = re.compile(
    r"\b(?:(?:a|aux?) cotes?|(?:avec|grace a|sous) (?:appui|aide|soutien|egide|autorite)|aupres|non loin|pres)\b"
)
"""What only places something beside what it names: « à côté de la coordinatrice »."""
TO_BE_DONE = re.compile(
    r"\b(?:sera\w*|seront|soi(?:t|ent)|(?:aur\w+|doi\w+|dev\w+|peu\w*|pour\w+|loin|va|vont|avant) etre) (?:[a-z]+ )?\|"
    r"|\b(?:si|quand|bientot|demain|(?<!rien )autres?|voisine?s?|prochaine?)\b|\b(?:dans|ici) (?:[a-z]+|[0-9]+) (?:jours?|semaines?|mois)\b"
)
"""What leaves undone what is told as done, or done by somebody else: « prêt dans une semaine », « notre voisine a été lauréate »."""
EMPHASIS = re.compile(r", ?(?:elle|lui|eux|elles|quant a (?:elle|lui|eux|elles)) ?,", re.IGNORECASE)
"""« la présidente, elle, n'a pas le temps »."""
NEITHER = re.compile(
    r"\b(?:ni )(?:(?:une? seule?|une?|aucune?) (?:de (?:ses|nos|leurs|ces)|des) (?:[0-9]+ )?|l['’]|les? |la |notre |nos |une? |aucune? )?"
    r"[\w-]+",
    re.IGNORECASE,
)
"""« ni la ville ni la métropole », « ni aucune de ses 22 communes »."""
NOT_WHOLLY = re.compile(
    r"\bn(?:e)? (?:[a-z|]+ ){0,5}(?:qu|que) (?:represent|sign|port|depos|pilot|candidat)|\b(?:pas|ni) (?:[a-z]+ )?"
    r"(?:seule?s?|seulement|encore|toujours|uniquement|que|contre|oppose)\b"
    r"|\b(?:quand|lorsque?|tant que?|sinon|a moins|refus\w*|exclu\w*|empech\w*|interdi\w*|oppos\w*|sans)\b"
)
"""A denial that leaves something of the role: « le président ne signe pas seul », « l'adjoint signe quand il n'est pas là »."""
NO_TIME = re.compile(
    r"\bn(?:e)? (?:a|ont|aura|auront|avait|avaient) (?:pas|plus|guere|jamais) (?:trop |vraiment )?temps\b"
    r"|\b(?:on|nous) (?:en )?(?:fera|ferons|tiendra|tiendrons|aura|aurons|organisera|organiserons) \|"
)
"""What puts nothing off: why somebody does not do it (« le maire n'a pas le temps »), how many there will be (« on en fera deux »)."""
TITLED = re.compile(
    r",? \b(?:M\.|Mr|MM\.|Mme|Mlle|Monsieur|Madame|monsieur|madame) (?:[A-ZÀ-Ý][\w'’-]*\.? ?){1,3}"
    r"(?:,(?= (?!pas|non|ni|mais|puis)\b)|(?= et (?:l[ea] |l['’]))|$)"
)
"""Somebody's name beside what he is: « le président, M. Ott, n'est pas maire »."""
NAMED_FIRST = re.compile(
    r"(?:^|(?<= et )|(?<=avec ))(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|monsieur|madame) (?:[A-ZÀ-Ý][\w'’-]*\.? ?){1,3}, "
    r"(?=(?:le |la |l['’])?(?!n['’]|ne |qui |pas |non |ni |mais )[a-zà-ÿ])"
)
"""Somebody's name before what he is: « M. Ott, maire de Sornac »."""
SHARES = re.compile(
    r",? ?\b(?:(?:et )?(?:pour|en) (?:une |l'autre )?(?:partie|part)(?: par)?|pour moitie|moitie(?: par)?"
    r"|(?:a |pour |a hauteur de )?[1-9][0-9]?(?: ?%| pour cent)|(?:(?:et |pour |sur )?le reste)(?: (?:sur|par|pour))?)(?![a-z])"
)
"""What says that somebody pays a part: « la subvention à 60 %, la ville pour le reste »."""
ROLE = re.compile(r"\b(?:represent|sign|port|depos|pilot|candidat|assum)\w*")
"""What the one who is asked for does, and nobody beside."""
HELPS_US = re.compile(
    r"\| (?:(?!(?:avec|chez|pour|sur|par|a|de|entre|comme|selon|et)\b)[a-z]+ ){0,2}?nous (?![a-z]+ons\b)"
    r"|\b(?:derriere|aupres de|a cote de) nous\b"
)
"""A clause where what is named does something for us, who are not it: « la mairie est derrière nous », « la ville nous prête un local »."""
SPEAKS = re.compile(
    r",? ?(?:\b(?:mais|et|même si|meme si|bien que|alors que|d['’]ailleurs|simplement|juste),? )*(?<!\w)(?:l['’]|les? |la |un "
    r"|une |notre |nos |son |sa )?"
    r"(?:[\w-]+ ){1,4}?(?:(?:nous|m['’]|me|on) ?)(?:en |l['’]|le |la |y )?(?:a|ont|avai(?:t|en[t])|aurait) (?:juste |déjà "
    r"|seulement |un jour |bien |même )*"
    r"(?:parlé|dit|signalé|informée?s?|conseillée?s?|encouragée?s?|incitée?s?|invitée?s?|prévenue?s?|alertée?s?|avertie?s?"
    r"|expliqué|répondu|présenté"
    r"|orientée?s?|suggéré|recommandé|transmis l['’](?:info\w*|appel))\b"
    r"(?: (?!(?:qu\w*|dont|et|mais|où|lequel|laquelle|puis)\b)[\w'’-]+)*(?=$|[,;:.)])",
    re.IGNORECASE,
)
"""A clause where somebody only speaks to us: « mais la préfecture nous a parlé d'un autre appel »."""
THE_SAME_WHO = re.compile(
    r"(?:et )?c est (?:elles?|lui|eux) qui (?:va |doit )?(?:represent|sign|port|depos|pilot|candidat)"
    r"|(?:elles? |ils? )?(?:represent|sign|port|depos|pilot|candidat)\w* (?:aussi|egalement|avec)\b"
)
"""What the one named just before does, however much it seemed to stand beside: « la ville nous aide, c'est elle qui dépose »."""
THE_ONE_WHO = re.compile(
    r"\bc'est (?:bien )?([^;:.!?]{1,80}?),? qui (?:va |doit )?(?:represent|sign|port|depos|pai|pay|financ|pilot|candidat)\w*(.*)",
    re.DOTALL,
)
"""« c'est le maire de Sornac, la ville-centre, qui représentera l'agglo »."""
EACH_FOR_ITS_OWN = re.compile(r"\| (?:[a-z]+ ){0,3}?pour [^|]*\| (?:[a-z]+ ){0,3}?pour ")
"""« le maire signe pour la ville et la présidente pour la métropole »."""
_ONE = r"(?:un|une|1)(?: autre| premier| premiere| deuxieme| second| seconde| dernier)? (?!(?:par|chaque|tous|toutes|fois|ou|seule?|an)\b)"
ONE = re.compile(_ONE)
IN_THE_YEAR = re.compile(
    rf"(?:{_ONE}|l'autre |le second |le deuxieme )?(?:(?:en|au|aux|a la|a l'|a|avant|apres|fin|debut|mi|courant|vers|pour|l'|cet) ?-?)+ ?"
    rf"(?:{MONTH}|printemps|ete|automne|hiver|rentree|noel|paques|toussaint|carnaval)(?: [a-z]+){{0,2}}"
)
"""The items of « un en mars et un en octobre », which are two a year."""
ORDINALS = (
    ("premier", "premiere", "1er", "1ere"),
    ("deuxieme", "second", "seconde", "2e", "2eme"),
    ("troisieme", "3e", "3eme"),
    ("quatrieme", "4e", "4eme"),
    ("cinquieme", "5e", "5eme"),
    ("sixieme", "6e", "6eme"),
)
"""The ranks of numbered choices, from the first."""
LISTED = re.compile(
    r"\b(?:ni|ou|et|avec|ces?|cette|un|une|ou|secteurs?|filieres?|industries?|milieux?|mondes?|domaines?|produits?|marques?"
    r"|entreprises?|ces|de|pres|loin)\b"
)
"""What stands between the items of « aucun lien avec l'alcool, le tabac ni les jeux »."""
NOT_DONE = (
    r"(?:non,? )?(?:(?:(?:on|nous|je|ils?|elles?) |j')?(?:ne |n')?"
    r"(?:(?:l'|les |en )?(?:a|ai|ont|avons) |(?:l'|le |la |les )?(?:est|sont) )?)?"
    r"(?:pas encore|toujours pas|encore pas|jamais|pas) (?:encore )?(.+)"
)
"""What has not been done, after the words that say so: « on l'a pas encore vu »."""
NOT_BEGUN = re.compile(r"(?:non,? )?(?:ce n'est )?(?:toujours )?(?:pas|rien)\b")
DONE = r"(?:est|sont|ete|deja|bien|tout|entierement)"
"""What stands before a past participle."""
AFTERWARDS = re.compile(r"\b(?:une fois (?!par\b)|apr[eè]s |au[- ]dela d)[^,;:.()\n]*", re.IGNORECASE)
"""A circumstance of time, which names nothing by itself: « il restera une fois le projet fini »."""
MEMBERS = re.compile(
    r"\([0-9][^()]*\)|,? (?:avec |qui )?(?:ses|regroup\w+|réuni\w+|rassembl\w+|compos\w+ de|compt\w+) (?:[0-9]+|de[sux]+"
    r"|plusieurs) \w+"
    r"|,? ?\(?(?:(?:issue?s?|née?s?|créée?s?|formée?s?) (?:de |d'|par |en [0-9]{4} (?:de |par )?)(?:la |une )?)?(?:fusion"
    r"|regroupement|réunion|union)"
    r" (?:de |d'|des |entre )(?:[0-9]+|de[sux]+|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|nos|les|anciennes)? ?\w+"
)
"""What a body is made of: « communauté d'agglomération (14 communes) »."""
AND_THE = re.compile(r"\b(?:et|avec|puis|ainsi que) (?:(?:le|la|les|son|sa|notre|celui|celle|m\.?|mme|monsieur|madame) |l')")
"""What sets a second person or body beside the first, and not a second title of the same one."""
AND = r"\b(?:et|ou|puis|ainsi que)\b"
TOGETHER = re.compile(r"\b(?:ensemble|conjoint\w*|(?:tous|toutes|a) (?:les )?deux|co ?port\w*)\b")
RIVAL = re.compile(r"\b(?:ou|sauf|hors|ensemble|conjoint\w*|tous (?:les )?deux|toutes (?:les )?deux|chacune?)\b|\bco ?port")
"""What makes two names of a sentence stand side by side, whatever it denies."""
OF_YEARS = re.compile(r"(?<=[0-9]{4}) ou (?=[0-9]{4}\b)")
"""« n'a été lauréate de 2019, 2021 ou 2023 » sets nothing side by side."""
ADDS = re.compile(r"\b(?:ou|et|mais|aussi|egalement|puis|voire|ainsi)\b")
"""What adds another choice to the first one: « le premier, mais aussi le deuxième »."""
ALL = re.compile(r"(?:oui )?(?:(?:tous|toutes) )?(?:tous|toutes|les (deux|trois|quatre))")
"""Every choice, with their number when it is told."""
NUMBERS = {"deux": 2, "trois": 3, "quatre": 4}

BECAUSE_NOT = re.compile(
    r"[,;:(] ?(?:(?:car |parce qu[e' ]?|puisqu[e' ]?)?(?:(?:on|nous|je|il|elle|c|ce|ca) ?)(?:ne |n')[^,;:()]*\b(?:pas|plus|rien"
    r"|jamais|guere|aucune?|point)\b"
    r"|(?:c'est |ce serait )(?:trop|pas)\b|(?:c'est )?trop (?:tot|dur|complique|long)|(?:faute|par manque|manque) d|pas (?:de "
    r"|d')|ce n'est pas )"
    r"[^,;:()]*\)?[ .!]*$"
)
"""Why there is none, in words that tell nothing: « aucun pour l'instant, on n'aime pas les chiffres »."""
OURS = re.compile(r"\b(?:nos|notre|nous|interne|regie)\b")
OTHERS = re.compile(
    r"\b(?:sauf|mais|hormis|excepte|hors|puis|ou|associations?|asso|compagnies?|cie|societes?|entreprises?|fondations?|cooperatives?"
    r"|federations?|collectifs?|clubs?|cabinets?|studios?|prestataires?|partenaires?|operateurs?|quartiers?|missions? locales?"
    r"|centres? socia(?:l|ux))\b|[0-9]"
)
"""What may do it in our place, or with us."""
OURSELVES = (
    r"(?:(?:c'est|ce sont|ce sera|fait|faite|realisee?|menee?|animee?) )?(?:par |avec )?"
    r"(?:nous(?:[- ]memes?)?(?: seuls?)?|(?:personne d'autre|rien d'autre|rien) que (?:nous|nos (?:agents?|services?|equipes?))"
    r"|(?:en )?(?:regie|interne)(?: (?:directe|municipale))?(?: (?:par|avec) nos [a-z' -]{3,40})?"
    r"|(?:nos|notre) (?:propres? )?(?:agents?|equipes?|services?|animat\w+|educat\w+|mediat\w+|moyens|personnels?)"
    r"(?: (?!et\b|avec\b)[a-z'-]+){0,4})"
)

JOINS = (
    r",\s+(?:(?:et|puis|plus|ainsi que)\s+)?|\s+(?:et|puis|ainsi que|\+)\s+|\s+plus\s+(?!de\b|d['’]|que?\b|ou\b|[a-zé]+s? que\b)"
)
"""What may stand between two items of a list that is written in one sentence."""
SOMEBODY = re.compile(
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|[0-9]{1,2}|le|la|l'|les|nos|notre|son|sa)(?:(?<=')| )"
    r"(?!(?:deux|trois|tout|toute|tous|reste|autre|autres|dont|an|ans|annee|annees|mois|subvention|premiere?|seconde?)\b)"
)
"""How the words begin that name somebody: « une éducatrice », « les deux » being those named already."""
OF = re.compile(r"\b(?:de|du|des|d'|au|aux|a) ?(?:(?:la|l'|les|notre|nos|cette|deux|trois) ?)*[a-z-]+(?: de (?:la |l')?[a-z-]+)?")
"""What somebody is of, which does not say who pays: « les éducateurs de la ville », « agents de la communauté de communes »."""
PRONOUN = re.compile(r"\bpar (?:elles?|lui|eux)\b|\ba (?:leur|sa) charge\b")
"""« payés par elles »: those named before."""
FOR_ALL = re.compile(r"(?:(?:aucune?s?|sans|ni|pas|rien|tous|toutes|les (?:deux|trois|quatre)|chacune?)\b)")
"""How a remark begins that is made of all the rows before it."""
LEADS_TO = re.compile(
    r"(?:\s*(?:\b(?:pour|à hauteur de|à concurrence de|apporte(?:ra|nt|ront)?|met(?:tra|tent|tront)?|donne(?:ra|nt|ront)?"
    r"|verse(?:ra|nt|ront)?"
    r"|finance(?:ra|nt|ront)?|(?:participe|contribue)(?:ra|nt|ront)?(?: pour| à hauteur de)?|avec|à|soit|nous)|[:=–—(-]))+\s*$",
    re.IGNORECASE,
)
"""What leads from a name to its amount: « l'ANCT pour », « la CAF apporte »."""
RIVAL_AMOUNT = re.compile(
    r"\b(?:si|s'il|ou|sauf|mais|hors|hormis|peut-etre|moins|esper\w*|souhait\w*|negoci\w*|non|ne|n'|pas|sans|jamais|aucune?"
    r"|attent\w*|refus\w*|voire|double"
    r"|chacune?s?|[a-z]{2,}r(?:ait|aient)|ht|fois|reste|autant|idem|pareil|deja)(?![a-z])"
)
"""What may change the amount of a row, or leave it in doubt."""
IT = re.compile(
    r"\b(?:il|elle|ca|cela|ce|c|s|n|celui-ci|celui-la|projet|premier projet|action|programme|convention|le tout|tout)\b"
)
"""What a clause is about that tells how something stands: « il s'est terminé », « ce projet tourne encore »."""
_EDGE = r"(?:(?:la )?(?:fin|debut)(?: de| d')? ?)?"
DAY = re.compile(
    rf"(?:[0-9]{{1,2}}|1er) {MONTH} (?:19|20|21)[0-9]{{2}}|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}|{_EDGE}{MONTH} (?:19|20"
    rf"|21)[0-9]{{2}}"
    rf"|{_EDGE}(?<![0-9])(?:19|20|21)[0-9]{{2}}(?![0-9])"
)
"""A day, a month or a year in a folded clause."""
DOUBTFUL_DAY = re.compile(
    r"\b(?:environ|vers|autour|probabl\w*|prev\w*|dev(?:ait|rait|raient)|peut-etre|normalement|en principe|sans doute|theori\w*"
    r"|avant|apres|si|ou|voire"
    r"|report\w*|prolong\w*|au plus|pas|ne|n')(?![a-z])"
)
"""What leaves in doubt a day that a clause tells beside something else."""
UNSURE_ASIDE = re.compile(
    rf"{SUPPOSED.pattern}|{DOUBTFUL_DAY.pattern}|%|\b(?:avenant\w*|reprise|repris\w*|nouve(?:au|lle)\w*|parties?|phases?|tranches?"
    r"|croi(?:s|t|ent)|croyons|pens\w*|suppos\w*|esper\w*|deux|trois|plusieurs|l'un|l'autre|autres?|sauf|hors|puis|mais pas)\b"
)
"""What leaves in doubt, wherever it stands in a sentence, what that sentence tells beside its answer."""
LIGHT = frozenset(
    "le la les l un une ce cet cette ces notre nos mon premier premiere projet projets action programme convention il elle ils elles on c s"
    " n est sont etait a ete ont avons bien deja depuis en au aux du de des d et qui que fin debut oui tout toute"
    " encore toujours entierement completement maintenant aujourd hui donc laureat laureats appel jusqu jusque".split()
)
"""Words that change nothing of what a clause tells."""
PLAIN = frozenset(
    "avec dans pour entre leur leurs notre cette ceux celles ces les des aux sont ont est eux elles tous toutes deux nous".split()
)
"""Words that tell nothing of what a remark is about."""
BECOMES = re.compile(
    r"%|\b(?:titularis|perennis|cdis|transform|devien|deviend|ensuite|puis|avant de|rembours|pour cent|d'abord|au debut"
    r"|(?:premiere|deuxieme|seconde|troisieme|derniere) annee|(?:paye|financ|remuner)[^,;.]*\bjusqu)\w*"
)
"""What makes of somebody's contract, or of who pays, something else later, or in part."""
LIMITS = re.compile(
    # for a time
    r"\b(?:pour (?:instant|moment)|en attendant|tant qu\w*|a ce stade|provisoire\w*|dans un premier temps|au depart"
    r"|(?:premiere?|deuxieme|seconde?|derniere?) (?:phases?|parties?|tranches?|versions?|etapes?)"
    rf"|jusqu a (?!(?:fin|debut|present|[0-9]|{MONTH}))"
    # on a condition, or in part
    r"|a condition|sous reserve|en cas|au cas|des que|lorsqu\w*|en dehors|sinon|a (?:une?|deux|trois) [a-z]+ pres|theorie|theorique\w*"
    r"|officiellement|sur papier|grandes lignes|enfin (?:si|non|oui|pas|presque|une)|finalement"
    # by or of somebody else, or of another time
    r"|anciens?(?! laureat)|futurs?|suppleante?s?|(?:designe|mandate)e?s? par|nommera\w*|voisine?s?|an dernier|annee derniere"
    r"|cependant|toutefois|pourtant|neanmoins)\b"
)
"""What bounds what a sentence tells, in words without the smallest: « la ville pour l'instant », « le futur maire »."""
TURNS = re.compile(r"\b(?:ensuite|puis|grace a|repercu\w+|refactur\w+|compens\w+|rembours\w+|enveloppe)\b")
"""What makes of who is told, or of what, another one in the end: « la ville, puis l'agglo », « la ville, remboursée »."""
TAKEN_OUT = re.compile(
    r"(?:^|(?<=[.;:!]))[^,.;:!]*\b(?:figurai(?:t|ent)|apparaissai(?:t|ent)|etai(?:t|ent)|y avait|avions (?:mis|prevu|inscrit))\b"
    r"[^,.;:!]*,? "
    r"(?:mais |et |puis )?(?:(?:on|nous) (?:l'|les )(?:a|avons)|(?:il|elle) a ete|(?:il|elle)s ont ete) (?:tous |toutes |bien |depuis )?"
    r"(?:retire|supprime|enleve|ote|sorti)(?:e|s|es)?(?: depuis)?(?=[ .!]*$)"
)
"""What stood once in an application and no longer does: « le loyer figurait dans notre première version, nous l'avons retiré »."""
GIVEN_UP = re.compile(r"\b(?:et )?puis (?:on|nous) (?:(?:y|avons|a) )+(?:renonce|abandonne)(?= ?(?:$|[,;.!)]))")
"""What makes a no of what was begun once: « non, on a failli candidater, puis on y a renoncé »."""
HARMLESS_BODY = re.compile(
    r"\b(?:est|sont) (?:une|un|la|le|les|des)? ?(?:banques?|mutuelles?|assureurs?|departement|region|mairie)"
    r"(?= ?(?:$|[;.!)]))"
)
"""Somebody of whom a link with a sector is no concern: « leur mécène est une banque »."""
FIGHTS = re.compile(
    r"\b(?:lutte|luttent|se bat|se battent|agit|agissent|milite|militent) (?:[a-zéèê-]+ )?contre (?:l['’]|le |la |les )?[\w-]+"
    r"(?:(?:,| et| ou) (?:l['’]|le |la |les )[\w-]+)*",
    re.IGNORECASE,
)
"""What somebody fights, which is no link: « aucun, elle lutte justement contre l'alcool et le tabac »."""
FIGHTER = re.compile(
    r"(?:(?:elles?|ils?|au|contraire|bien|car|puisqu|cette|ce|association|compagnie|structure|collectif|club|justement) ?)*"
)
"""Who fights it."""
SAME_SUBJECT = re.compile(
    r"\bmais (?=(?:ne |n['’])(?:(?:y|le|la|en) |l['’])?(?:repr[eé]sent|sign|port|d[eé]pos|pilot|candidat|assum)\w* )"
    r"(?![^,;:.]*\b(?:seul|encore|toujours|uniquement|qu|contre|oppos|quand|lorsq|sans|sinon|tant|pour|à |a ))",
    re.IGNORECASE,
)
"""A « mais » after which the subject is that of what stands before: « l'agglo nous soutient mais ne dépose pas »."""
APPOSITION = re.compile(r"(?<=\w), (?:(?:le|la) |l['’])[\w -]{1,30}, (?=(?:ne |n['’]))", re.IGNORECASE)
"""What only names a second time the one who is denied something: « le maire de Sornac, la ville-centre, ne signe pas »."""
NOT_ASKED = re.compile(
    r",? ?(?:dont (?:vous|on|personne) n['’](?:avez|aviez|a|avait) (?:pas|nul) besoin"
    r"|qui n['’](?:était|étaient|est|sont) pas (?:demandé|exigé|obligatoire|nécessaire)e?s?)(?![\w-])",
    re.IGNORECASE,
)
"""What was done beyond what is asked: « et même les cadres 2 et 3, dont vous n'aviez pas besoin »."""
FOR_YEARS = re.compile(
    r",? ?\b(?:pendant|durant) (?:les |nos |ces |toutes les )?(?:deux|trois|quatre|[2-5]) (?:ans|années|annees)(?=[ .!]*$)",
    re.IGNORECASE,
)
"""How long, which is no choice: « la subvention, pendant les deux ans »."""
UNDONE = re.compile(
    r"\b(?:a (?:etre|ecrire|relire|rediger|completer|signer|remplir|finir|refaire|reprendre)|il faut|il faudra|reecri\w+"
    r"|(?:continuent|se poursuivent))\b"
)
"""What says of a thing told as done that it is not: « prêt à être écrit »; beside a no it goes without saying."""
BY_ANOTHER = re.compile(
    r"\b(?:pay|regl|financ|assum|support)\w*(?: [a-z]+)? par\b|\ba charge\b|\b(?:reste|restent|garde|gardent)\b|\ba part\b"
)
"""Somebody else pays: « le loyer est payé par la commune », « restent à la charge de la ville »."""
NOT_THIS = re.compile(r"\b(?:aucune?s?|ni|pas|sans|rien)\b")
"""A clause that denies what it names: « aucun loyer ni charges »."""
HEADS = re.compile(
    r"(?:nous|on|est|sont|qualite|titre|tant|par|pour|dans|aux?|nom|compte|part|sein|accord|projet|dossier|depot)$"
    r"|pay|pai|financ|remuner|charge|budget|fonds|services?$|agents?$|conseil|direction|equipe|pole$|mairie|caisse$|personnel|effectif"
)
"""What may stand before « de la commune » and leaves it the one that is told: « le service jeunesse de la ville »."""
LITTLE = frozenset("le la les l un une de du des d et en a c y il elle ce notre nos m mme madame monsieur".split())
_REACH = "(?:contact|appel|sollicit|rencontr|relanc|ecri|consult|demand|approch)"
TO_REACH = re.compile(
    rf"(?:on|nous|je) (?:(?:va|vais|allons|doit|dois|devons) )?(?:(?:les|le|la|leur|lui|en) |l')(?:re)?{_REACH}\w*"
    r"|(?:on|nous) (?:ira|irons) (?:les|le|la) voir\b"
)
REACHED = re.compile(
    rf"(?:on|nous|j'|je) ?(?:(?:les|leur|lui|l') ?)?(?:a|ai|avons) (?:deja )?(?:{_REACH}\w*|des (?:contacts|pistes))\b"
)
"""What tells of steps and names nobody, where a list is asked: « on les contactera », « on a écrit à la CAF, sans réponse »."""

MERE = frozenset(("oui", "oui oui", "ok", "accord", "fait", "vu", "x", "idem"))
"""Words that agree and tell nothing, where something is to be described; small words are gone (« d'accord »)."""
MERE_VALUES = (
    (
        "une date",
        re.compile(
            r"(?:le )?[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{2}){1,2}|(?:le )?(?:1er|[0-9]{1,2}) [a-z]{3,9} (?:19|20)[0-9]{2}"
        ),
    ),
    (
        "un montant",
        re.compile(
            r"[0-9][0-9 .,]* ?(?:k|m|mille |millions? d')? ?(?:€|euros?|eur)(?: (?:par|/) ?(?:an|mois|jour|semaine|trimestre|heure))?"
        ),
    ),
)
"""What tells a value and nothing else, where words are asked for."""
HALF_DENIES = re.compile(
    r"(?:aucune?s?|neant|non,? (?:sauf|pas|aucune?)|pas (?:de|du)|pas d'|point de|personne,|rien (?:de|pour|a))(?![a-z])"
)
"""How a list begins of which there is none, perhaps."""
ELSEWHERE = re.compile(
    r"(?:cf\.?|voir|se reporter|se referer|confer) [^,;:]{0,60}\b(?:(?:joint|jointe|ci-joint|annexe|annexee|piece|document"
    r"|organigramme|fichier|tableau|dossier)s?)\b[^,;:]{0,30}$"
)
"""An answer that stands elsewhere: « cf. organigramme joint »."""
IN_SHORT = {
    "prez": "president",
    "jms": "jamais",
    "jam": "jamais",
    "ns": "nous",
    "tjs": "toujours",
    "tjrs": "toujours",
    "okay": "ok",
}
SMALL = frozenset(("le", "la", "l", "de", "du", "d", "des", "son", "sa", "notre", "nos", "leur", "leurs"))
"""Without them « la ville et son agglo » is « ville et agglo »; « un », « les deux » are names of choices."""
