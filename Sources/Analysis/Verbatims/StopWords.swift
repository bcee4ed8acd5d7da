/// Function words of Hebrew and English: prepositions with their pronouns, pronouns, conjunctions, question words, auxiliaries
/// and the like. They join others and say nothing of the experience; negations and words of praise, time and number stay.
///
/// Hebrew ones stand with the prefixes they are usually written with.
let emptyWords = cellSet(hebrewStopWords + " " + englishStopWords)

private let hebrewStopWords = """
  של את על עם אל אצל בין בתוך מתוך תוך ליד מול נגד תחת מתחת מעל אחרי לפני עד מאז מן מפני בפני כלפי עבור בשביל למען \
  לפי לגבי בגלל בזכות במקום למרות חוץ מלבד באמצעות לקראת בקרב לאורך במשך אודות בעניין לעומת כמו אני אנוכי אתה אתם \
  אתן הוא היא הם הן אנחנו אנו זה זו זאת אלה אלו ההוא ההיא ההם זהו זוהי אותו אותה אותם אותן אותי אותך אותנו אתכם \
  כזה כזאת כזו כאלה כאלו לי לך לו לה לנו לכם לכן להם להן בי בך בו בה בנו בכם בהם בהן שלי שלך שלו שלה שלנו שלכם \
  שלכן שלהם שלהן ממני ממך ממנו ממנה מאיתנו מכם מהם מהן אלי אליי אליך אליו אליה אלינו אליכם אליהם אליהן עלי עליי \
  עליך עליו עליה עלינו עליכם עליהם עליהן איתי איתך איתו איתה איתנו איתכם איתם איתן אתי אתו אתנו עמי עימי עמו עימו \
  עמה עימה עמנו עימנו עמם עמכם אצלי אצלך אצלו אצלה אצלנו אצלכם אצלם לפניי לפניו לפנינו אחריי אחריו אחריה אחרינו \
  בפניי בפניו בשבילי בשבילך בשבילנו עבורי עבורך עבורנו עבורם בגללו בגללם ביני בינינו ביניהם כמוני כמוך כמוהו כמוה \
  כמוכם כמוהם לידי בעצמי בעצמך בעצמו בעצמה בעצמם עצמי עצמו עצמה עצמם כל כול הכל הכול כלל בכלל לכל מכל כמה \
  רוב מעט קצת הרבה בכל המון יותר פחות הכי מאוד מאד ממש די מדי מידי פשוט לגמרי בהחלט בערך כמעט בעיקר לפחות אפילו רק \
  בלבד גם וגם שגם עוד כבר עדיין תמיד אף מעולם לפעמים אי איזה איזו אילו איזשהו איזושהי משהו מישהו מישהי כלום \
  שום אחד אחת אחר אחרת אחרים אחרות כי אם או אבל אולם אך אלא אז כך ככה לכך כן הרי בעצם כאילו אלמלא מכיוון משום מאחר \
  כדי בכדי כאשר כש כשאני כשהוא כשהיא מכך בכך שבו שבה שבהם אשר מה מי איך איפה היכן מתי למה מדוע האם כיצד לאן \
  מאיפה מהו מהי פה שם כאן הנה הלאה שמה לשם משם מכאן לכאן פנימה עכשיו כעת היה היו הייתה היתה הייתי היינו היית הייתם \
  להיות יהיה תהיה יהיו תהיו אהיה נהיה הינו הינה הנם יש ישנו ישנה ישנם צריך צריכה צריכים צריכות הצטרכתי הצטרכנו \
  אצטרך נצטרך יכול יכולה יכולים יכולות יכולתי יכולנו נוכל יוכל תוכל יוכלו חייב חייבת חייבים חייבות אפשר ניתן \
  כדאי אמור אמורה אמורים אמורות עלול עשוי דבר דברים הדבר הדברים עניין הזה הזו הזאת האלה האלו שאני שאתה שאת שהוא \
  שהיא שהם שהן שאנחנו שזה שזו שיש שהיה שהייתה שהיתה שהיו שיהיה וזה וזו והוא והיא ואני והם ואז ואם ומה וכל שכל בזה \
  לזה מזה בזאת לזאת וכך ולכן ואף נא בבקשה שלום היי הי
  """

private let englishStopWords = """
  a an the this that these those such same other another each every either both all any some few several many much \
  more most less least enough i me my mine myself you your yours yourself he him his himself she her hers herself \
  it its itself we us our ours ourselves they them their theirs themselves one ones someone somebody something \
  anyone anybody anything everyone everybody everything and or but nor so yet if then than because since while \
  although though unless until when whenever where wherever whether as of to in on at for from by with about into \
  onto over out up off after before between through during against among within upon per via toward towards \
  around behind beside besides across along am is are was were be been being do does did doing done have has had \
  having will would shall should can could may might must get gets got getting gotten let lets here there now \
  also too just only even still already ever once very really quite rather almost always often sometimes \
  maybe perhaps actually basically simply totally what which who whom whose why how im ive youre youve \
  theyre weve thats thing things lot lots bit sort ok okay please yes yeah oh hi hello i'm i've i'd i'll \
  you're they're we've we're it's that's there's he's she's
  """
