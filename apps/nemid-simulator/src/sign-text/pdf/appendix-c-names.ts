/** Names of PDF 1.7 as the guidelines' appendix C has them, misprints and all; those that make a document act are absent. */
export const NAMES: readonly string[] = `
  1.1 1.2 1.3 1.4 1.5 1.6 1.7 2.2 83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H A A85 AC
  ADBE AESV2 AHx AIS AN AP AS ASCII85Decode ASCIIHexDecode AbsoluteColorimetric Accepted AccurateScreens Action
  ActualText Add-RKSJ-H Add-RKSJ-V AddRevInfo Adobe.PPKLite After All AllOff AllOn AllPages Alpha AlphaNum Alphabetic
  Alt Alternate AlternateImages AlternatePresentations Alternates Angle Annot AnnotStates Annotations Annots AntiAlias
  AnyOff AnyOn App AppDefault Approced Art ArtBox AsIs Ascent Attached Attestation AuthEvent Author Auto AvgWidth B
  B5pc-H B5pc-V BBox BC BE BG BG-EUC-H BG-EUC-V BG2 BM BS Background BackgroundColor BarcodePlaintext BaseEncoding
  BaseFont BaseState BaseVersion BaselineShift Bead Before BibEntry BitsPerComponent BitsPerCoordinate BitsPerFlag
  BitsPerSample Black BlackPoint BlackIs1 BleedBox Block BlockAlign BlockQuote Blue Border BorderColor BorderStyle
  BorderThickness Both Bounds BoxColorInfo ByteRange C C0 C1 CA CCF CCITTFaxDecode CF CFM CICI.SignIt CIDFontType0
  CIDFontType0C CIDFontType2 CIDInit CIDSet CIDSystemInfo CIDToGIDMap CMap CMapName CMapType CNS-EUC-H CNS-EUR-V CO CP
  CS CYX CalGray CalRGB Cancelled Cap CapHeight Caption Caret Catalog Center CenterWindow Cert Changes CharProcs
  CharSet Circle ClassMap Code ColSpan Collection CollectionField CollectionItem CollectionSort CollectionSubItem
  Color ColorBurn ColorDodge ColorSpace ColorTransform Colorants Colors Column ColumnCount ColumnGap ColumnWidth
  Columns Comment Completed Components Confidential Configs ContactInfo Content Contents Coords Copy CosineDot Count
  Courier Courier-Bold Courier-BoldOblique Courier-Oblique Create CreationDate Creator CreatorInfo CropBox Cross Crypt
  CryptFilter CryptFilterDecodeParms Cyan D DA DCTDecode DL DTC DW DW2 DamagedRowsBeforeError Darken Dashed Data Date
  Decimal Decode DecodeParams DecodeParms Default DefaultForPrinting Delete Departmental Desc DescendantFonts Descent
  Design Dest DestOutputProfile Dests DevDepGS_BG DevDepGS_FL DevDepGS_HT DevDepGS_OP DevDepGS_TR DevDepGS_UCR
  DeveloperExtensions DeviceCMY DeviceCMYK DeviceColorant DeviceGray DeviceN DeviceRGB DeviceRGBK Diamond Difference
  Differences DigestLocation DigestMethod DigestValue Dingbats DingbatsRot Direction Disc DisplayDocTitle Distribute
  Div DocMDP DocOpen Document Domain DotGain Dotted Double DoubleDot Draft Duplex DuplexFlipLongEdge
  DuplexFlipShortEdge E EF EFF EFOpen ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V EUC-H EUC-V EarlyChange Ellipse
  EllipseA EllipseB EllipseC Encode EncodedByteAlign Encoding Encrypt EncryptMetadata End EndIndent EndOfBlock
  EndOfLine EntcryptMetaData Entrust.PPKEF ExData Exclude Exclusion Experimental Expired Export ExportState Ext-RKSJ-H
  Ext-RKSJ-V ExtGState Extend Extends ExtensionLevel Extensions ExternalOPIdicts ExternalRefXobjects ExternalStreams F
  F9+0 FD FG FL False Ff FieldMDP Fields FillIn Filter Final First FirstChar FirstPage Fit FitB FitBH FitBV FitH FitR
  FitV FitWindow FixedPrint Fl Flags FlatDecode FlateDecode Font FontBBox FontDescriptor FontFamily FontFauxing
  FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Footer ForComment ForPublicRelease Form
  FormEx FormType FreeText Frequency FullSave FullScreen Function FunctionType Functions G GBK-EUC-H GBK-EUC-V GBK2K-H
  GBK2K-V GBKp-EUC-H GBpc-EUC-H GBpc-EUC-V GTS_PDFA1 GTS_PDFX Gamma Generic GenericRot GlyphOrientationVertical GoTo
  GoToRemoveActions Gray Green Groove Group H H1 H2 H3 H4 H5 H6 HF HKana HKanaRot HKscs-B5-H HKscs-B5-V HRoman
  HRomanRot HT Halftone HalftoneName HalftoneType Hanzi HardLight Header Headers Height Height2 Help Helvetica
  Helvetica-Bold Helvetica-BoldOblique Helvetica-Oblique Hidden HideAnnotationActions HideMenubar HideToolbar
  HideWindowsUI Highlight HojoKanji Hue I IC ICCBased ID IDS IDTree IF IRT IT IX Identify Identify-H Identify-V Image
  ImageB ImageC ImageI ImageMask Import Include Ind Index Indexed Info Ink InkList Inline InlineAlign Insert Inset
  Intent InterPolate Interpolate InvertedDouble InvertedDoubleDot InvertedEllipseA InvertedEllipseC InvertedSimpleDot
  Invisible Issuer ItalicAngle JBIG2Decode JBIG2Globals JPXDecode JavaScriptActions Justify K KSC-EUC-H KSC-EUC-V
  KSCms-UHC-H KSCms-UHC-HW-H KSCms-UHC-HW-V KSCms-UHC-V KSCpc-EUC-H Kana Kanji Key KeyUsage Keywords Kids L L2R LBody
  LC LE LI LJ LL LLE LLO LW LZWDecode Lab Lang Language Last LastChar LastModified LastPage LaunchActions Layout Lbl
  Leading Legal LegalAttestation Length Length1 Length2 Length3 Level1 Lighten Limits Line LineHeight LineThrough
  LineX LineY Linearized ListMode ListNumbering Location Lock Locked LockedContent LowerAlpha LowerRoman LrTb
  Luminosity M MCID MCR MDP MK ML MMType1 MN MacExpertEncoding MacRomanEncoding Magenta MarkInfo MarkStyle Marked Mask
  Matrix Matte MaxWidth Maxtrix Measure MediaBox Metadata Middle MissingWidth MixingHints ModDate Modify MovieActions
  Msg Multiply N NChannel NM Name Named Names NeedsRendering NewParagraph Next NextPage NoRotate NoView NoZoom
  NonEFontNoWarn NonEmbeddedFonts NonFullScreenPageMode NonStruct None Normal NotApproced NotForPublicRelease Note
  NumCopies NumberFormat Nums O OBJR OC OCG OCGs OCMD OCProperties OFF OID ON OP OPI OPM OS Obj ObjStm OneColumn
  Online Open OpenType OptionalContent Order Ordering Org Outlines OutputCondition OutputConditionIdentifier
  OutputIntent OutputIntents Outset Overlay Overline P PCM PDF PS PZ Padding Page PageElement PageLabel PageLabels
  PageLayout PageMode Pages Pagination PaintType Paragraph Parent ParentTree ParentTreeNextKey Part Pattern
  PatternType Perceptual Perms Pg PickTrayByPDFSize PieceInfo Placement PolyLine PolyLineDimension Polygon
  PolygonCloud PolygonDimension Popup PreRelease Predictor Preferred PresSteps PreserveRB Prev PrevPage Preview Print
  PrintArea PrintClip PrintPageRange PrintScaling PrinterMark PrintersMarks PrintingOrder Private ProcSet Process
  Producer Prop_AuthTime Prop_AuthType Prop_Build Properties Proportional ProportionalRot PubSec Q QuadPoints Quote R
  R2L RBGroups RC RD REx RI RIPEMD160 RL RT Range ReadOnly Reason Reasons Receipients Rect Red Redition Ref Reference
  Registry RegistryName Rejected RelativeColorimetric Rendition Renditions Requirements Resources Rhombold Ridge RlTb
  Role RoleMap Root Rotate Round Row RowSpan Rows Ruby RubyAlign RubyPosition RunLengthDecode S SA SE SHA1 SHA256
  SHA384 SHA512 SM SMask SMaskInData SS SV SVCert Saturation Schema Scope Screen Sect Separation SeparationColorNames
  SeparationInfo SetOCGState Shading ShadingType Sig SigFieldLock SigQ SigRef Signature SimpleDot Simplex SinglePage
  Size SoftLight Sold Solid Solidities Sort SoundActions SpaceAfter SpaceBefore Span SpawnTemplate SpotFunction Square
  Squiggly St Stamp Standard Start StartIndent State StemH StemV Stm StmF StmOwn StrF StrikeOut StructElem
  StructParent StructParents StructTreeRoot Style SubFilter SubType Subj Subject SubjectDN SubmitStandalone Subtype
  Summary SummaryView Supplement Suspects Sy Symbol T TBody TBorderStyle TD TFoot TH THead TK TOC TOCI TP TPadding TR
  TR2 Table Tabs TbRl TemplateInstantianted Templates Text TextAlign TextDecorationColor TextDecorationThickness
  TextDecorationType TextIndent Thread Threads Thumb TilingType TimeStamp Times-Bold Times-BoldItalic Times-Italic
  Times-Roman Title ToUnicode Toggle ToggleNoView Top TopSecret Trans TransferFunction TransformMethod TransformParams
  Transparency TrapNet TrapRegions TrapStyles Trapped Trapping TrimBox True TrueType TrueTypeFonts TrustedMode Ttl
  TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight Type Type0 Type1 Type1C Type3 U UCR UCR2 UR UR3 URIActions
  Unchanged Underline UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V UniGB-UCS2-H UniGB-UCS2-V
  UniGB-UTF16-H UniGB-UTF16-V UniJIS-UCS2-H UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UCS2-V UniJIS-UTF16-H
  UniJIS-UTF16-V UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V Unknown Unmarked UpperAlpha UpperRoman Usage
  UseAttachments UseCMap UseNone UseOC UseOutlines UseThumbs User UserProperties UserUnit V V2 VE VP VeriSign.PPKVS
  Version Vertices VerticesPerRow View ViewArea ViewClip ViewState ViewerPreferences Viewport VisiblePages W W2 WMode
  Warichu Watermark WhitePoint Width Width2 Widths WinAnsiEncoding WritingMode X XFAResources XHeight XML XObject XRef
  XRefStm XStep XYZ Xsquare Y YStep Yellow Ysquare ZapfDingbats Zoom adbe.pkcs7.detached adbe.pkcs7.sha1
  adbe.x509.rsa_sha1 ca cb checked max min neutral null off on op pb rb tv
`
  .trim()
  .split(/\s+/);
